// title: Daily consumption from the readings of an electricity meter
// check: result.Count == 5
// check: result.Sum() == readings[readings.Length - 1] - readings[0]
// check: result.All(d => d > 0)
//--- broken
int[] readings = { 10234, 10241, 10250, 10256, 10270, 10275 };

var result = new List<int>();
for (int day = 0; day < readings.Length; day++)
{
    int used = readings[day + 1] - readings[day];
    result.Add(used);
}
//--- fixed
int[] readings = { 10234, 10241, 10250, 10256, 10270, 10275 };

var result = new List<int>();
for (int day = 0; day < readings.Length - 1; day++)
{
    int used = readings[day + 1] - readings[day];
    result.Add(used);
}
