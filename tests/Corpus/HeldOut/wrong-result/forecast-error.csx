// title: Root mean square error of two weather forecasts
// check: result.Count == 2
// check: Math.Abs(result["yesterday"] - 2) < 1e-12
// check: result["model"] > 0 && result["model"] < 1
//--- broken
double[] observed = { 14, 16, 15, 18 };

double Rmse(double[] forecast)
{
    double sum = 0;
    for (int i = 0; i < observed.Length; i++)
    {
        double error = forecast[i] - observed[i];
        sum += error * error;
    }
    return Math.Sqrt(sum) / observed.Length;
}

var result = new Dictionary<string, double>
{
    ["model"] = Rmse(new[] { 14.5, 15.5, 15.5, 17.0 }),
    ["yesterday"] = Rmse(new[] { 12.0, 14.0, 17.0, 16.0 }),
};
//--- fixed
double[] observed = { 14, 16, 15, 18 };

double Rmse(double[] forecast)
{
    double sum = 0;
    for (int i = 0; i < observed.Length; i++)
    {
        double error = forecast[i] - observed[i];
        sum += error * error;
    }
    return Math.Sqrt(sum / observed.Length);
}

var result = new Dictionary<string, double>
{
    ["model"] = Rmse(new[] { 14.5, 15.5, 15.5, 17.0 }),
    ["yesterday"] = Rmse(new[] { 12.0, 14.0, 17.0, 16.0 }),
};
