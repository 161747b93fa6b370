// title: Length of the shadow of a 30 m tower for the height of the sun in degrees
// check: result.Length == 4
// check: Math.Abs(result[1] - 30) < 1e-6
// check: result.Zip(result.Skip(1), (a, b) => b < a).All(shorter => shorter)
//--- broken
double tower = 30;
int[] sunHeights = { 20, 45, 60, 80 };

var shadows = new List<double>();
foreach (int degrees in sunHeights)
{
    double angle = degrees;
    double shadow = tower / Math.Tan(angle);
    shadows.Add(shadow);
}

double[] result = shadows.ToArray();
//--- fixed
double tower = 30;
int[] sunHeights = { 20, 45, 60, 80 };

var shadows = new List<double>();
foreach (int degrees in sunHeights)
{
    double angle = degrees * Math.PI / 180;
    double shadow = tower / Math.Tan(angle);
    shadows.Add(shadow);
}

double[] result = shadows.ToArray();
