// title: Kinetic energy of two particles before and after an elastic collision
// check: Math.Abs(result.Before - result.After) < 1e-9
// check: Math.Abs(result.Before - 13) < 1e-9
//--- broken
class Particle
{
    public double Mass, Velocity;
    public Particle(double mass, double velocity) { Mass = mass; Velocity = velocity; }
    public double Energy => 0.5 * Mass * Velocity * Velocity;
}

(double, double) Collide(Particel a, Particle b)
{
    double m = a.Mass + b.Mass;
    double va = ((a.Mass - b.Mass) * a.Velocity + 2 * b.Mass * b.Velocity) / m;
    double vb = ((b.Mass - a.Mass) * b.Velocity + 2 * a.Mass * a.Velocity) / m;
    return (va, vb);
}

var p = new Particle(2, 3);
var q = new Particel(1, -2 * Math.Sqrt(2));
double before = p.Energy + q.Energy;
(p.Velocity, q.Velocity) = Collide(p, q);

var result = (Before: before, After: p.Energy + q.Energy);
//--- fixed
class Particle
{
    public double Mass, Velocity;
    public Particle(double mass, double velocity) { Mass = mass; Velocity = velocity; }
    public double Energy => 0.5 * Mass * Velocity * Velocity;
}

(double, double) Collide(Particle a, Particle b)
{
    double m = a.Mass + b.Mass;
    double va = ((a.Mass - b.Mass) * a.Velocity + 2 * b.Mass * b.Velocity) / m;
    double vb = ((b.Mass - a.Mass) * b.Velocity + 2 * a.Mass * a.Velocity) / m;
    return (va, vb);
}

var p = new Particle(2, 3);
var q = new Particle(1, -2 * Math.Sqrt(2));
double before = p.Energy + q.Energy;
(p.Velocity, q.Velocity) = Collide(p, q);

var result = (Before: before, After: p.Energy + q.Energy);
