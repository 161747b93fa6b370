// title: Total yield of the solar panels from a text log with a decimal point
// check: Math.Abs(result.total - 13.75) < 1e-9
// check: result.best == "Sat"
//--- broken
string log = "Thu 3.5\nFri 2.25\nSat 4.75\nSun 3.25";

double total = 0, highest = 0;
string best = "";
foreach (string line in log.Split('\n'))
{
    string[] f = line.Split(' ');
    double kwh = double.Parse(f[1], CultureInfo.InvariantCulture);
    total += kwh;
    if (kwh > highest)
    {
        highest = kwh;
        best = f[0];
    }
}

var result = (total, best);
//--- fixed
using System.Globalization;

string log = "Thu 3.5\nFri 2.25\nSat 4.75\nSun 3.25";

double total = 0, highest = 0;
string best = "";
foreach (string line in log.Split('\n'))
{
    string[] f = line.Split(' ');
    double kwh = double.Parse(f[1], CultureInfo.InvariantCulture);
    total += kwh;
    if (kwh > highest)
    {
        highest = kwh;
        best = f[0];
    }
}

var result = (total, best);
