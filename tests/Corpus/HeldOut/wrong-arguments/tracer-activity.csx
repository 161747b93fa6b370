// title: Activity of a medical tracer after 0, 6, 12 and 24 hours, the half-life is 6 hours
// check: result.Length == 4
// check: result[0] == 800
// check: result[1] == 400 && result[3] == 50
//--- broken
double initial = 800;      // MBq
double halfLife = 6;       // hours
double[] hours = { 0, 6, 12, 24 };

double Remaining(double t)
{
    return initial * Math.Pow(t / halfLife, 0.5);
}

double[] result = new double[hours.Length];
for (int i = 0; i < hours.Length; i++)
{
    result[i] = Remaining(hours[i]);
}
//--- fixed
double initial = 800;      // MBq
double halfLife = 6;       // hours
double[] hours = { 0, 6, 12, 24 };

double Remaining(double t)
{
    return initial * Math.Pow(0.5, t / halfLife);
}

double[] result = new double[hours.Length];
for (int i = 0; i < hours.Length; i++)
{
    result[i] = Remaining(hours[i]);
}
