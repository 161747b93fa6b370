// title: Single-slit diffraction, brightest at the centre
// check: result.Length == 9
// check: result[4] == 1
// check: result.All(v => v >= 0 && v <= 1)
//--- broken
// Intensity relative to the central maximum: (sin u / u)^2.
double Sinc(double u)
{
    return Math.Sin(u) / u;
}

var intensity = new double[9];
for (int i = 0; i < intensity.Length; i++)
{
    double u = (i - 4) * Math.PI / 4;
    intensity[i] = Math.Round(Math.Pow(Sinc(u), 2), 8);
}

double[] result = intensity;
//--- fixed
// Intensity relative to the central maximum: (sin u / u)^2.
double Sinc(double u)
{
    return u == 0 ? 1 : Math.Sin(u) / u;
}

var intensity = new double[9];
for (int i = 0; i < intensity.Length; i++)
{
    double u = (i - 4) * Math.PI / 4;
    intensity[i] = Math.Round(Math.Pow(Sinc(u), 2), 8);
}

double[] result = intensity;
