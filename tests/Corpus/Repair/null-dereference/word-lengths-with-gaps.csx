// title: Average length of the answers of a survey
// check: Math.Abs(result - 4.25) < 1e-9
//--- broken
// Unanswered questions are null; they are not part of the average.
string[] answers = { "often", null, "never", " no ", null, "daily", "  ", null };

int answered = 0, letters = 0;
foreach (string answer in answers)
{
    if (answer.Trim() == "") continue;
    answered++;
    letters += answer.Trim().Length;
}

if (answered == 0) throw new InvalidOperationException("nobody answered");
double result = letters / answered;
//--- fixed
// Unanswered questions are null; they are not part of the average.
string[] answers = { "often", null, "never", " no ", null, "daily", "  ", null };

int answered = 0, letters = 0;
foreach (string answer in answers)
{
    if (string.IsNullOrWhiteSpace(answer)) continue;
    answered++;
    letters += answer.Trim().Length;
}

if (answered == 0) throw new InvalidOperationException("nobody answered");
double result = (double)letters / answered;
