// title: Pull temperatures out of a sensor log and average them per probe
// check: result.Count == 2
// check: Math.Abs(result["A"] - 21.0) < 1e-9
// check: result["B"] < 20
//--- broken
var log = @"
2024-03-01T10:00 probe=A temp=20.5C ok
2024-03-01T10:00 probe=B temp=19.1C ok
2024-03-01T10:05 probe=A temp=21.5C ok
2024-03-01T10:05 probe=B temp=error
2024-03-01T10:10 probe=B temp=19.5C ok";

var pattern = new Regex(@"probe=(?<id>\w) temp=(?<t>\d+\.\d+)C");
var readings = new List<(string Id, double Temp)>();

foreach (Match m in pattern.Matches(log))
{
    double t = double.Parse(m.Groups["t"].Value, CultureInfo.InvariantCulture);
    readings.Add((m.Groups["id"].Value, t));
}

var result = readings
    .GroupBy(r => r.Id)
    .ToDictionary(g => g.Key, g => g.Average(r => r.Temp));
//--- fixed
using System.Globalization;
using System.Text.RegularExpressions;

var log = @"
2024-03-01T10:00 probe=A temp=20.5C ok
2024-03-01T10:00 probe=B temp=19.1C ok
2024-03-01T10:05 probe=A temp=21.5C ok
2024-03-01T10:05 probe=B temp=error
2024-03-01T10:10 probe=B temp=19.5C ok";

var pattern = new Regex(@"probe=(?<id>\w) temp=(?<t>\d+\.\d+)C");
var readings = new List<(string Id, double Temp)>();

foreach (Match m in pattern.Matches(log))
{
    double t = double.Parse(m.Groups["t"].Value, CultureInfo.InvariantCulture);
    readings.Add((m.Groups["id"].Value, t));
}

var result = readings
    .GroupBy(r => r.Id)
    .ToDictionary(g => g.Key, g => g.Average(r => r.Temp));
