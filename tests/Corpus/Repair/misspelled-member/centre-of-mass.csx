// title: Centre of mass of a set of bodies
// check: Math.Abs(result.X - 2.25) < 1e-9
// check: Math.Abs(result.Y - 1.75) < 1e-9
//--- broken
class Body
{
    public double Mass { get; init; }
    public double MaxSpeed { get; init; }
    public double X { get; init; }
    public double Y { get; init; }
}

var bodies = new[]
{
    new Body { Mass = 1, MaxSpeed = 3, X = 0, Y = 0 },
    new Body { Mass = 2, MaxSpeed = 1, X = 1, Y = 3 },
    new Body { Mass = 5, MaxSpeed = 2, X = 3.2, Y = 1.6 },
};

double total = bodies.Sum(b => b.Mas);
double cx = bodies.Sum(b => b.Mas * b.X) / total;
double cy = bodies.Sum(b => b.Mas * b.Y) / total;

var result = (X: cx, Y: cy);
//--- fixed
class Body
{
    public double Mass { get; init; }
    public double MaxSpeed { get; init; }
    public double X { get; init; }
    public double Y { get; init; }
}

var bodies = new[]
{
    new Body { Mass = 1, MaxSpeed = 3, X = 0, Y = 0 },
    new Body { Mass = 2, MaxSpeed = 1, X = 1, Y = 3 },
    new Body { Mass = 5, MaxSpeed = 2, X = 3.2, Y = 1.6 },
};

double total = bodies.Sum(b => b.Mass);
double cx = bodies.Sum(b => b.Mass * b.X) / total;
double cy = bodies.Sum(b => b.Mass * b.Y) / total;

var result = (X: cx, Y: cy);
