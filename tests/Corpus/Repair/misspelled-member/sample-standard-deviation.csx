// title: Sample standard deviation
// check: Math.Abs(result - 2.1380899353) < 1e-6
//--- broken
var sample = new List<double> { 2, 4, 4, 4, 5, 5, 7, 9 };

double mean = sample.Average();
double sumSq = 0;
foreach (var x in sample)
{
    sumSq += (x - mean) * (x - mean);
}

double variance = sumSq / (sample.Lenght - 1);
Math.Sqr(variance)
//--- fixed
var sample = new List<double> { 2, 4, 4, 4, 5, 5, 7, 9 };

double mean = sample.Average();
double sumSq = 0;
foreach (var x in sample)
{
    sumSq += (x - mean) * (x - mean);
}

double variance = sumSq / (sample.Count - 1);
Math.Sqrt(variance)
