// title: Slope and intercept of a least-squares line
// check: Math.Abs(result[0] - 1.96) < 1e-9
// check: Math.Abs(result[1] - 1.1) < 1e-9
//--- broken
double[] xs = { 0, 1, 2, 3, 4 };
double[] ys = { 1.1, 2.9, 5.2, 7.1, 8.8 };

double meanX = xs.Average();
double meanY = ys.Average();
double sxy = 0, sxx = 0;

for (int i = 0; i < xs.Length; i++)
{
    double dx = xs[i] - meanX;
    sxy += dx * (ys[i] - mean);
    sxx += dx * dx;
}

double slope = sxy / sxx;
double intercept = meanY - slope * mean;
new[] { Math.Round(slope, 6), Math.Round(intercept, 6) }
//--- fixed
double[] xs = { 0, 1, 2, 3, 4 };
double[] ys = { 1.1, 2.9, 5.2, 7.1, 8.8 };

double meanX = xs.Average();
double meanY = ys.Average();
double sxy = 0, sxx = 0;

for (int i = 0; i < xs.Length; i++)
{
    double dx = xs[i] - meanX;
    sxy += dx * (ys[i] - meanY);
    sxx += dx * dx;
}

double slope = sxy / sxx;
double intercept = meanY - slope * meanX;
new[] { Math.Round(slope, 6), Math.Round(intercept, 6) }
