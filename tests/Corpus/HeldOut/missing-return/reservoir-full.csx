// title: Day on which each reservoir is full, counted from 1, or -1 if it never is
// check: result.Length == 3
// check: result[0] == 4
// check: result[2] == -1
// check: result.Count(d => d > 0) == 2
//--- broken
double[] rain = { 12.5, 0, 30, 8, 22.5, 3 };

int DayFull(double start, double capacity)
{
    double level = start;
    for (int day = 1; day <= rain.Length; day++)
    {
        level += rain[day - 1];
        if (level >= capacity)
        {
            return day;
        }
    }
}

int[] result = { DayFull(10, 60), DayFull(0, 40), DayFull(5, 100) };
//--- fixed
double[] rain = { 12.5, 0, 30, 8, 22.5, 3 };

int DayFull(double start, double capacity)
{
    double level = start;
    for (int day = 1; day <= rain.Length; day++)
    {
        level += rain[day - 1];
        if (level >= capacity)
        {
            return day;
        }
    }
    return -1;
}

int[] result = { DayFull(10, 60), DayFull(0, 40), DayFull(5, 100) };
