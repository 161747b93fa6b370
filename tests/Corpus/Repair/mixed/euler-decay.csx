// title: Radioactive decay with a daughter nucleus
// check: result.Length == 2
// check: Math.Abs(result[0] + result[1] - 1000) < 1e-6
// check: Math.Abs(result[0] - 1000 * Math.Exp(-1)) < 2
//--- broken
double parent = 1000, daughter = 0;
double halfLife = 10 * Math.Log(2);
double lambda = halfLife / Math.Log(2);
double dt = 0.01;
int steps = 10 / dt;

for (int i = 0; i < steps; i++)
{
    double decayed = lamda * parent * dt;
    parent -= decayed;
    daughter += decayed;
}

new[] { parent, daughter }
//--- fixed
double parent = 1000, daughter = 0;
double halfLife = 10 * Math.Log(2);
double lambda = Math.Log(2) / halfLife;
double dt = 0.01;
int steps = (int)Math.Round(10 / dt);

for (int i = 0; i < steps; i++)
{
    double decayed = lambda * parent * dt;
    parent -= decayed;
    daughter += decayed;
}

new[] { parent, daughter }
