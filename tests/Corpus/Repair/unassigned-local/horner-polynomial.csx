// title: Horner evaluation with the derivative
// check: result[0] == 33
// check: result[1] == 47
//--- broken
// Coefficients from the highest power down: 2x^3 + 5x^2 + 3x - 9.
double[] coefficients = { 2, 5, 3, -9 };

(double Value, double Slope) Horner(double[] c, double x)
{
    double value;
    double slope;
    for (int i = 1; i < c.Length; i++)
    {
        slope = slope * x + value;
        value = value * x + c[i];
    }
    return (value, slope);
}

var at2 = Horner(coefficients, 2);
var result = new[] { at2.Value, at2.Slope };
//--- fixed
// Coefficients from the highest power down: 2x^3 + 5x^2 + 3x - 9.
double[] coefficients = { 2, 5, 3, -9 };

(double Value, double Slope) Horner(double[] c, double x)
{
    double value = c[0];
    double slope = 0;
    for (int i = 1; i < c.Length; i++)
    {
        slope = slope * x + value;
        value = value * x + c[i];
    }
    return (value, slope);
}

var at2 = Horner(coefficients, 2);
var result = new[] { at2.Value, at2.Slope };
