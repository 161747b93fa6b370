// title: Standard error of the mean by the sum-of-squares formula
// check: Math.Abs(result - 0.7559289460) < 1e-6
//--- broken
double[] data = { 2, 4, 4, 4, 5, 5, 7, 9 };

int n = data.Length;
double sum = 0, sumSq = 0;
foreach (double x in data)
{
    sum += x;
    sumSq += x * x;
}

double sd = Math.Sqrt((sumSq - sum * sum / n / (n - 1));
double result = sd / Math.Sqrt(n);
//--- fixed
double[] data = { 2, 4, 4, 4, 5, 5, 7, 9 };

int n = data.Length;
double sum = 0, sumSq = 0;
foreach (double x in data)
{
    sum += x;
    sumSq += x * x;
}

double sd = Math.Sqrt((sumSq - sum * sum / n) / (n - 1));
double result = sd / Math.Sqrt(n);
