// title: Day with the highest temperature
// check: result == 4
//--- broken
double[] temperatures = { -7.5, -3.0, -9.1, -4.4, -1.2, -6.0 };

int WarmestDay(double[] t)
{
    int day = 0;
    double highest;
    for (int i = 0; i <= t.Length; i++)
    {
        if (t[i] > highest)
        {
            highest = t[i];
            day = i;
        }
    }
    return day;
}

WarmestDay(temperatures)
//--- fixed
double[] temperatures = { -7.5, -3.0, -9.1, -4.4, -1.2, -6.0 };

int WarmestDay(double[] t)
{
    int day = 0;
    double highest = double.NegativeInfinity;
    for (int i = 0; i < t.Length; i++)
    {
        if (t[i] > highest)
        {
            highest = t[i];
            day = i;
        }
    }
    return day;
}

WarmestDay(temperatures)
