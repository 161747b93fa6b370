// title: Predator and prey updated from the same moment
// check: Math.Abs(history[0].Prey - 1.111) < 1e-9
// check: Math.Abs(history[0].Predators - 0.909) < 1e-9
// check: result.Length == 2 && result.All(p => p > 0)
//--- broken
double alpha = 1.0, beta = 1.0, delta = 1.0, gamma = 1.0;
double prey = 1.1, predators = 0.9;
double dt = 0.1;
var history = new List<(double Prey, double Predators)>();

void Step()
{
    double dPrey = (alpha * prey - beta * prey * predators) * dt;
    prey += dPrey;
    double dPredators = (delta * prey * predators - gamma * predators) * dt;
    predators += dPredators;
    history.Add((prey, predators));
}

for (int i = 0; i < 20; i++) Step();

var result = new[] { Math.Round(prey, 4), Math.Round(predators, 4) };
//--- fixed
double alpha = 1.0, beta = 1.0, delta = 1.0, gamma = 1.0;
double prey = 1.1, predators = 0.9;
double dt = 0.1;
var history = new List<(double Prey, double Predators)>();

void Step()
{
    double dPrey = (alpha * prey - beta * prey * predators) * dt;
    double dPredators = (delta * prey * predators - gamma * predators) * dt;
    prey += dPrey;
    predators += dPredators;
    history.Add((prey, predators));
}

for (int i = 0; i < 20; i++) Step();

var result = new[] { Math.Round(prey, 4), Math.Round(predators, 4) };
