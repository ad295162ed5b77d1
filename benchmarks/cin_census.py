"""How fast a CIN Census is read, checked and landed, and what it costs in memory.

Run: python -m benchmarks.cin_census [children ...]. The budget is 3 seconds for 5,000 children in
12 MB.
"""

from datetime import date, timedelta
from pathlib import Path

from benchmarks.landing_returns import main

SIZES = (5_000, 10_000, 20_000)
HEADER = (
    "<Message>\n<Header>\n<CollectionDetails>\n<Collection>CIN</Collection>\n<Year>2015</Year>\n"
    "<ReferenceDate>2015-03-31</ReferenceDate>\n</CollectionDetails>\n</Header>\n<Children>\n"
)
CHILD = """  <Child>
    <ChildIdentifiers>
      <LAchildID>C{who:06d}</LAchildID>
      <UPN>A{who:012d}</UPN>
      <PersonBirthDate>{born}</PersonBirthDate>
      <GenderCurrent>1</GenderCurrent>
    </ChildIdentifiers>
    <ChildCharacteristics>
      <Ethnicity>WBRI</Ethnicity>
      <Disabilities>
        <Disability>HEAR</Disability>
        <Disability>VIS</Disability>
      </Disabilities>
    </ChildCharacteristics>
    <CINdetails>
      <CINreferralDate>{start}</CINreferralDate>
      <ReferralSource>6</ReferralSource>
      <PrimaryNeedCode>N1</PrimaryNeedCode>
      <CINclosureDate>2015-03-20</CINclosureDate>
      <ReasonForClosure>RC7</ReasonForClosure>
{assessments}      <CINPlanDates>
        <CINPlanStartDate>{start}</CINPlanStartDate>
      </CINPlanDates>
      <Section47>
        <S47ActualStartDate>{start}</S47ActualStartDate>
        <InitialCPCtarget>2014-08-01</InitialCPCtarget>
        <DateOfInitialCPC>2014-07-20</DateOfInitialCPC>
        <ICPCnotRequired>false</ICPCnotRequired>
      </Section47>
      <ReferralNFA>0</ReferralNFA>
      <ChildProtectionPlans>
        <CPPstartDate>2014-07-20</CPPstartDate>
        <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
        <LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>
        <NumberOfPreviousCPP>0</NumberOfPreviousCPP>
        <Reviews>
          <CPPreviewDate>2014-10-01</CPPreviewDate>
          <CPPreviewDate>2015-02-01</CPPreviewDate>
        </Reviews>
      </ChildProtectionPlans>
    </CINdetails>
  </Child>
"""
ASSESSMENT = """      <Assessments>
        <AssessmentActualStartDate>{start}</AssessmentActualStartDate>
        <AssessmentAuthorisationDate>2015-02-01</AssessmentAuthorisationDate>
        <FactorsIdentifiedAtAssessment>
          <AssessmentFactors>1A</AssessmentFactors>
          <AssessmentFactors>3B</AssessmentFactors>
        </FactorsIdentifiedAtAssessment>
      </Assessments>
"""


def write(path: Path, children: int) -> int:
    """A return of this many children, each with 17 records."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for who in range(children):
            start = date(2014, 4, 1) + timedelta(days=who % 60)
            days = (start + timedelta(days=70 * step) for step in range(3))
            file.write(
                CHILD.format(
                    who=who,
                    born=date(2000, 1, 1) + timedelta(days=who % 5_000),
                    start=start,
                    assessments="".join(ASSESSMENT.format(start=day) for day in days),
                )
            )
        file.write("</Children>\n</Message>\n")
    return children


if __name__ == "__main__":
    raise SystemExit(main("benchmarks.cin_census", "cin_census.xml", write, SIZES))
