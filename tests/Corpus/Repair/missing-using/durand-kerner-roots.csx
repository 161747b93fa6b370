// title: Roots of a cubic with the Durand-Kerner method
// check: result.Count == 3
// check: Math.Abs(result.Sum() - 3.0) < 1e-9
// check: result.All(r => Math.Abs(r) <= 6)
//--- broken
// x^3 - 3x^2 - 13x + 15 = (x - 1)(x - 5)(x + 3)
double[] c = { 1, -3, -13, 15 };

Complex Eval(Complex x) => ((c[0] * x + c[1]) * x + c[2]) * x + c[3];

var z = new Complex[3];
for (int i = 0; i < 3; i++) z[i] = Complex.Pow(new Complex(0.4, 0.9), i);

for (int iter = 0; iter < 60; iter++)
{
    for (int i = 0; i < 3; i++)
    {
        Complex den = 1;
        for (int j = 0; j < 3; j++)
            if (j != i) den *= z[i] - z[j];
        z[i] -= Eval(z[i]) / den;
    }
}

var result = z.Select(r => Math.Round(r.Real, 6)).OrderBy(r => r).ToList();
//--- fixed
using System.Numerics;

// x^3 - 3x^2 - 13x + 15 = (x - 1)(x - 5)(x + 3)
double[] c = { 1, -3, -13, 15 };

Complex Eval(Complex x) => ((c[0] * x + c[1]) * x + c[2]) * x + c[3];

var z = new Complex[3];
for (int i = 0; i < 3; i++) z[i] = Complex.Pow(new Complex(0.4, 0.9), i);

for (int iter = 0; iter < 60; iter++)
{
    for (int i = 0; i < 3; i++)
    {
        Complex den = 1;
        for (int j = 0; j < 3; j++)
            if (j != i) den *= z[i] - z[j];
        z[i] -= Eval(z[i]) / den;
    }
}

var result = z.Select(r => Math.Round(r.Real, 6)).OrderBy(r => r).ToList();
