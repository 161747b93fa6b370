// title: Count the cars at all crossings at the same time and name the busiest one
// check: result.name == "Mill Road"
// check: result.cars == 61
// check: counts.Sum() == 129
//--- broken
string[] crossings = { "Station", "Mill Road", "Harbour" };
int[][] perQuarterHour =
{
    new[] { 8, 11, 9, 10 },
    new[] { 14, 17, 12, 18 },
    new[] { 6, 7, 9, 8 },
};

async Task<int> CountCarsAsync(int crossing)
{
    int cars = 0;
    foreach (int n in perQuarterHour[crossing])
    {
        await Task.Delay(1);
        cars += n;
    }
    return cars;
}

var counts = Task.WhenAll(Enumerable.Range(0, crossings.Length).Select(CountCarsAsync));
int most = counts.Max();
var result = (name: crossings[Array.IndexOf(counts, most)], cars: most);
//--- fixed
string[] crossings = { "Station", "Mill Road", "Harbour" };
int[][] perQuarterHour =
{
    new[] { 8, 11, 9, 10 },
    new[] { 14, 17, 12, 18 },
    new[] { 6, 7, 9, 8 },
};

async Task<int> CountCarsAsync(int crossing)
{
    int cars = 0;
    foreach (int n in perQuarterHour[crossing])
    {
        await Task.Delay(1);
        cars += n;
    }
    return cars;
}

var counts = await Task.WhenAll(Enumerable.Range(0, crossings.Length).Select(CountCarsAsync));
int most = counts.Max();
var result = (name: crossings[Array.IndexOf(counts, most)], cars: most);
