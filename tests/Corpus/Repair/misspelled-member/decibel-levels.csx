// title: Sound intensity levels in decibels
// check: result.Length == 4
// check: Math.Abs(result[1] - 60) < 1e-6
// check: result.Zip(result.Skip(1)).All(p => p.First < p.Second)
//--- broken
// Level in dB relative to the threshold of hearing, 1e-12 W/m^2.
const double I0 = 1e-12;
double[] intensities = { 1e-12, 1e-6, 3.2e-3, 1.0 };

double Level(double intensity)
{
    if (intensity <= 0) throw new ArgumentOutOfRangeException(nameof(intensity));
    return 10 * Math.Lg(intensity / I0);
}

intensities.Select(i => Math.Round(Level(i), 3)).ToArray()
//--- fixed
// Level in dB relative to the threshold of hearing, 1e-12 W/m^2.
const double I0 = 1e-12;
double[] intensities = { 1e-12, 1e-6, 3.2e-3, 1.0 };

double Level(double intensity)
{
    if (intensity <= 0) throw new ArgumentOutOfRangeException(nameof(intensity));
    return 10 * Math.Log10(intensity / I0);
}

intensities.Select(i => Math.Round(Level(i), 3)).ToArray()
