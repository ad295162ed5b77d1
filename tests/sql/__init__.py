import pytest

# so that a case that fails says what differed
pytest.register_assert_rewrite("tests.sql.expectations")
