// title: Direction of a velocity vector
// check: Math.Abs(result[0] - 60) < 1e-6
// check: Math.Abs(result[1] - 135) < 1e-6
//--- broken
// Angles in degrees, measured from the positive x axis.
var velocities = new List<(double X, double Y)>
{
    (1.0, Math.Sqrt(3)),
    (-2.0, 2.0),
    (0.0, -5.0),
};

double Angle((double X, double Y) v)
{
    return Math.Atan2(v.X, v.Y) * 180 / Math.PI;
}

velocities.Select(v => Math.Round(Angle(v), 6)).ToArray()
//--- fixed
// Angles in degrees, measured from the positive x axis.
var velocities = new List<(double X, double Y)>
{
    (1.0, Math.Sqrt(3)),
    (-2.0, 2.0),
    (0.0, -5.0),
};

double Angle((double X, double Y) v)
{
    return Math.Atan2(v.Y, v.X) * 180 / Math.PI;
}

velocities.Select(v => Math.Round(Angle(v), 6)).ToArray()
