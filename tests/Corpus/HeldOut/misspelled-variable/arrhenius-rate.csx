// title: Rate constants of a reaction at three temperatures with the Arrhenius equation
// check: result.Length == 3
// check: result.Zip(result.Skip(1), (a, b) => b > a).All(up => up)
// check: Math.Abs(Math.Log(result[2] / result[0]) - 50000 / 8.314 * (1.0 / 300 - 1.0 / 350)) < 1e-6
//--- broken
double activationEnergy = 50000;   // J/mol
double gasConstant = 8.314;
double prefactor = 2.0e9;
double[] temperatures = { 300, 325, 350 };

double[] result = new double[temperatures.Length];
for (int i = 0; i < temperatures.Length; i++)
{
    double temperature = temperatures[i];
    double exponent = -activationEnergy / (gasConstant * temprature);
    result[i] = prefactor * Math.Exp(exponent);
}
//--- fixed
double activationEnergy = 50000;   // J/mol
double gasConstant = 8.314;
double prefactor = 2.0e9;
double[] temperatures = { 300, 325, 350 };

double[] result = new double[temperatures.Length];
for (int i = 0; i < temperatures.Length; i++)
{
    double temperature = temperatures[i];
    double exponent = -activationEnergy / (gasConstant * temperature);
    result[i] = prefactor * Math.Exp(exponent);
}
