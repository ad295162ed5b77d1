"""Annual and statutory pictures: the year as the DfE publishes it, by year and by month."""
