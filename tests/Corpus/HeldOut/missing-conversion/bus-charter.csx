// title: How many buses each school needs and how many seats stay empty
// check: result.Length == 3
// check: result[0].buses == 3 && result[0].empty == 30
// check: result.Sum(r => r.buses) == 8
//--- broken
string[] schools = { "North", "Hillside", "St Mary" };
int[] pupils = { 120, 50, 151 };
double seatsPerBus = 50;

var plan = new List<(string school, int buses, int empty)>();
for (int i = 0; i < schools.Length; i++)
{
    int buses = Math.Ceiling(pupils[i] / seatsPerBus);
    int empty = buses * seatsPerBus - pupils[i];
    plan.Add((schools[i], buses, empty));
}

var result = plan.ToArray();
//--- fixed
string[] schools = { "North", "Hillside", "St Mary" };
int[] pupils = { 120, 50, 151 };
double seatsPerBus = 50;

var plan = new List<(string school, int buses, int empty)>();
for (int i = 0; i < schools.Length; i++)
{
    int buses = (int)Math.Ceiling(pupils[i] / seatsPerBus);
    int empty = (int)(buses * seatsPerBus) - pupils[i];
    plan.Add((schools[i], buses, empty));
}

var result = plan.ToArray();
