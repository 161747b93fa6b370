// title: Fahrenheit to Celsius
// check: Math.Abs(result[1] - 100) < 1e-9
// check: Math.Abs(result[2] - 37) < 1e-9
//--- broken
double[] fahrenheit = { 32, 212, 98.6, -40 };

double ToCelsius(double f)
{
    return 5 / 9 * (f - 32);
}

var celsius = new List<double>();
foreach (double f in fahrenheit)
{
    celsius.Add(Math.Round(ToCelsius(f), 6));
}

var result = celsius;
//--- fixed
double[] fahrenheit = { 32, 212, 98.6, -40 };

double ToCelsius(double f)
{
    return 5.0 / 9 * (f - 32);
}

var celsius = new List<double>();
foreach (double f in fahrenheit)
{
    celsius.Add(Math.Round(ToCelsius(f), 6));
}

var result = celsius;
