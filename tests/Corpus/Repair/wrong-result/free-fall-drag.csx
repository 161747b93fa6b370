// title: Terminal speed with quadratic drag
// check: Math.Abs(result - 49.05) < 0.5
//--- broken
double g = 9.81, drag = 0.2, mass = 49.05;
double dt = 0.01;
double v = 0, t = 0;

double Acceleration(double speed)
{
    // Down is positive.
    return g + drag / mass * speed * speed;
}

while (t < 60)
{
    v += Acceleration(v) * dt;
    t += dt;
    if (v > 1000) break;
}

double result = Math.Round(v, 6);
//--- fixed
double g = 9.81, drag = 0.2, mass = 49.05;
double dt = 0.01;
double v = 0, t = 0;

double Acceleration(double speed)
{
    // Down is positive.
    return g - drag / mass * speed * speed;
}

while (t < 60)
{
    v += Acceleration(v) * dt;
    t += dt;
    if (v > 1000) break;
}

double result = Math.Round(v, 6);
