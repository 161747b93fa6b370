// title: Drop the outliers, then average
// check: Math.Abs(result - 10.1) < 1e-9
// check: kept.Count == 5
//--- broken
var readings = new List<double> { 9.8, 10.1, 10.4, 55.0, 9.9, 10.3, -20.0 };

double median = readings.OrderBy(x => x).ElementAt(readings.Count / 2);
double limit = 5;

List<double> kept = readings.Where(x => Math.Abs(x - median) <= limit);
double sum = 0;
for (int i = 0; i < kept.Count; i++)
{
    sum += kept[i];
}

double result = sum / kept.Count;
//--- fixed
var readings = new List<double> { 9.8, 10.1, 10.4, 55.0, 9.9, 10.3, -20.0 };

double median = readings.OrderBy(x => x).ElementAt(readings.Count / 2);
double limit = 5;

List<double> kept = readings.Where(x => Math.Abs(x - median) <= limit).ToList();
double sum = 0;
for (int i = 0; i < kept.Count; i++)
{
    sum += kept[i];
}

double result = sum / kept.Count;
