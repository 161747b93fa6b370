// title: Gaps in days between logged events
// check: result.SequenceEqual(new[] { 29, 31, 10 })
//--- broken
string[] stamps = { "2024-02-01", "2024-04-01", "2024-03-01", "2024-04-11" };

var dates = stamps
    .Select(s => DateTime.ParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture))
    .ToList();

var result = new List<int>();
for (int i = 0; i < dates.Count; i++)
{
    TimeSpan gap = dates[i] - dates[i - 1];
    result.Add(gap.Days);
}
//--- fixed
using System.Globalization;

string[] stamps = { "2024-02-01", "2024-04-01", "2024-03-01", "2024-04-11" };

var dates = stamps
    .Select(s => DateTime.ParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture))
    .OrderBy(d => d).ToList();

var result = new List<int>();
for (int i = 1; i < dates.Count; i++)
{
    TimeSpan gap = dates[i] - dates[i - 1];
    result.Add(gap.Days);
}
