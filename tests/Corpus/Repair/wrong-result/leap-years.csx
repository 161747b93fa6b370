// title: Leap years of a century
// check: result == 25
// check: IsLeap(2000) && !IsLeap(1900)
// check: IsLeap(2024) && !IsLeap(2023)
//--- broken
bool IsLeap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 && year % 400 == 0);
}

int Count(int from, int to)
{
    int leap = 0;
    for (int year = from; year < to; year++)
    {
        if (IsLeap(year)) leap++;
    }
    return leap;
}

Count(2000, 2100)
//--- fixed
bool IsLeap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int Count(int from, int to)
{
    int leap = 0;
    for (int year = from; year < to; year++)
    {
        if (IsLeap(year)) leap++;
    }
    return leap;
}

Count(2000, 2100)
