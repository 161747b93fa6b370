// title: Collect measurements per experiment
// check: result == 24.5
// check: pendulum.Measurements.Count == 3
//--- broken
class Experiment
{
    public string Name;
    public List<double> Measurements;
    public Experiment Next;

    public void Record(double value) => Measurements.Add(value);
}

var pendulum = new Experiment { Name = "pendulum" };
pendulum.Record(2.0);
pendulum.Record(2.5);
pendulum.Record(1.5);

var spring = new Experiment { Name = "spring", Next = pendulum };
spring.Record(18.5);

double total = 0;
for (var e = spring; e != null; e = e.Next)
{
    total += e.Measurements.Sum();
}

total
//--- fixed
class Experiment
{
    public string Name;
    public List<double> Measurements = new List<double>();
    public Experiment Next;

    public void Record(double value) => Measurements.Add(value);
}

var pendulum = new Experiment { Name = "pendulum" };
pendulum.Record(2.0);
pendulum.Record(2.5);
pendulum.Record(1.5);

var spring = new Experiment { Name = "spring", Next = pendulum };
spring.Record(18.5);

double total = 0;
for (var e = spring; e != null; e = e.Next)
{
    total += e.Measurements.Sum();
}

total
