// title: Energy of a particle in a piecewise potential
// check: result.Count == 6
// check: result[3] == 4
// check: result[5] == 10
//--- broken
// A well with a hard left wall, a flat floor, a ramp, and a plateau at the ramp's end.
double ramp = 2.0, floorEnd = 1.0, rampEnd = 6.0;

double Potential(double x)
{
    if (x < 0)
    {
        return 100;
    }
    if (x <= floorEnd)
    {
        return 0;
    }
    if (x <= rampEnd)
    {
        return ramp * (x - floorEnd);
    }
}

var result = new double[] { -1, 0.5, 1, 3, 6, 9 }.Select(Potential).ToList();
//--- fixed
// A well with a hard left wall, a flat floor, a ramp, and a plateau at the ramp's end.
double ramp = 2.0, floorEnd = 1.0, rampEnd = 6.0;

double Potential(double x)
{
    if (x < 0)
    {
        return 100;
    }
    if (x <= floorEnd)
    {
        return 0;
    }
    if (x <= rampEnd)
    {
        return ramp * (x - floorEnd);
    }
    return ramp * (rampEnd - floorEnd);
}

var result = new double[] { -1, 0.5, 1, 3, 6, 9 }.Select(Potential).ToList();
