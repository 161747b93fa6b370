// title: Velocity Verlet for a harmonic oscillator keeps its energy
// check: Math.Abs(energy - 0.5) < 1e-3
// check: Math.Abs(result[0] - Math.Cos(10)) < 0.01
//--- broken
double x0 = 1, v0 = 0, omega = 1;
double dt = 0.01;
int steps = 1000;

double Acceleration(double position) => -omega * omega * position;

double x = x0, v = v0;
double a0 = Acceleration(x);
for (int i = 0; i < steps; i++)
{
    x += v * dt + 0.5 * a0 * dt * dt;
    double a1 = Acceleration(x);
    v += 0.5 * (a0 + a) * dt;
    a0 = a;
}

double energy = 0.5 * v * v + 0.5 * omega * omega * x * x;
new[] { x, v }
//--- fixed
double x0 = 1, v0 = 0, omega = 1;
double dt = 0.01;
int steps = 1000;

double Acceleration(double position) => -omega * omega * position;

double x = x0, v = v0;
double a0 = Acceleration(x);
for (int i = 0; i < steps; i++)
{
    x += v * dt + 0.5 * a0 * dt * dt;
    double a1 = Acceleration(x);
    v += 0.5 * (a0 + a1) * dt;
    a0 = a1;
}

double energy = 0.5 * v * v + 0.5 * omega * omega * x * x;
new[] { x, v }
