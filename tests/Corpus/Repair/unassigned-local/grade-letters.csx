// title: Letter grades by mark
// check: result == "A B F C D F"
//--- broken
int[] marks = { 93, 81, 12, 70, 60, 59 };

string Letter(int mark)
{
    string letter;
    if (mark >= 90) letter = "A";
    else if (mark >= 80) letter = "B";
    else if (mark >= 70) letter = "C";
    else if (mark >= 60) letter = "D";

    return letter;
}

string result = string.Join(" ", marks.Select(Letter));
//--- fixed
int[] marks = { 93, 81, 12, 70, 60, 59 };

string Letter(int mark)
{
    string letter;
    if (mark >= 90) letter = "A";
    else if (mark >= 80) letter = "B";
    else if (mark >= 70) letter = "C";
    else if (mark >= 60) letter = "D";
    else letter = "F";

    return letter;
}

string result = string.Join(" ", marks.Select(Letter));
