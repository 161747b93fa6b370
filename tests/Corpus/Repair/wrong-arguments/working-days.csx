// title: Working days in a month
// check: result == 21
// check: days.Count == 31
//--- broken
// May 2024.
int year = 2024, month = 5;
int length = DateTime.DaysInMonth(month, year);

var days = Enumerable.Range(1, length)
    .Select(d => new DateTime(d, month, year))
    .ToList();

var holidays = new HashSet<DateTime> { new DateTime(2024, 5, 1), new DateTime(2024, 5, 9) };

bool IsWorkday(DateTime d) =>
    d.DayOfWeek != DayOfWeek.Saturday
    && d.DayOfWeek != DayOfWeek.Sunday
    && !holidays.Contains(d);

days.Count(IsWorkday)
//--- fixed
// May 2024.
int year = 2024, month = 5;
int length = DateTime.DaysInMonth(year, month);

var days = Enumerable.Range(1, length)
    .Select(d => new DateTime(year, month, d))
    .ToList();

var holidays = new HashSet<DateTime> { new DateTime(2024, 5, 1), new DateTime(2024, 5, 9) };

bool IsWorkday(DateTime d) =>
    d.DayOfWeek != DayOfWeek.Saturday
    && d.DayOfWeek != DayOfWeek.Sunday
    && !holidays.Contains(d);

days.Count(IsWorkday)
