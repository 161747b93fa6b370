// title: Centred windows of a moving average
// check: result.Count == 6
// check: Math.Abs(result[0] - 2) < 1e-9
// check: Math.Abs(result[^1] - 7) < 1e-9
//--- broken
double[] series = { 1, 2, 3, 4, 5, 6, 7, 8 };
int window = 3;

var result = new List<double>();
for (int start = 0; start <= series.Length; start++)
{
    double sum = 0;
    for (int k = 0; k < window; k++)
    {
        sum += series[start + k];
    }
    result.Add(sum / window);
}
//--- fixed
double[] series = { 1, 2, 3, 4, 5, 6, 7, 8 };
int window = 3;

var result = new List<double>();
for (int start = 0; start <= series.Length - window; start++)
{
    double sum = 0;
    for (int k = 0; k < window; k++)
    {
        sum += series[start + k];
    }
    result.Add(sum / window);
}
