// title: Monthly anomalies against a baseline
// check: result.Count == 4
// check: Math.Abs(result.Sum()) < 1e-9
// check: result[0] < 0
//--- broken
string csv = "jan;2.0|feb;3.5|mar;|apr;7.5|may;11.0";

double? Parse(string field)
{
    if (string.IsNullOrEmpty(field)) return null;
    return double.Parse(field, CultureInfo.InvariantCulture);
}

var values = csv.Split('|')
    .Select(row => Parse(row.Split(';')[0]))
    .Where(v => v.HasValue)
    .Select(v => v)
    .ToList();

double baseline = values.Average();
var result = values.Select(v => v - baseline).ToList();
//--- fixed
using System.Globalization;

string csv = "jan;2.0|feb;3.5|mar;|apr;7.5|may;11.0";

double? Parse(string field)
{
    if (string.IsNullOrEmpty(field)) return null;
    return double.Parse(field, CultureInfo.InvariantCulture);
}

var values = csv.Split('|')
    .Select(row => Parse(row.Split(';')[1]))
    .Where(v => v.HasValue)
    .Select(v => v.Value)
    .ToList();

double baseline = values.Average();
var result = values.Select(v => v - baseline).ToList();
