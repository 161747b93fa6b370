// title: Value of the stock by category
// check: result.Count == 3
// check: result["tools"] == 95.0
// check: result["toys"] == 0
//--- broken
record Item(string Name, string Category, int Count, double Price);

var items = new List<Item>
{
    new("hammer", "tools", 3, 15.0),
    new("saw", "tools", 2, 25.0),
    new("robot", "toys", 0, 40.0),
    new("pen", "office", 10, 1.5),
};

var result = new Dictionary<string, double>();
foreach (var group in item.GroupBy(i => i.Categry))
{
    double value = 0;
    foreach (var item in group)
    {
        value = item.Count * item.Price;
    }
    result[group.Key] = value;
}
//--- fixed
record Item(string Name, string Category, int Count, double Price);

var items = new List<Item>
{
    new("hammer", "tools", 3, 15.0),
    new("saw", "tools", 2, 25.0),
    new("robot", "toys", 0, 40.0),
    new("pen", "office", 10, 1.5),
};

var result = new Dictionary<string, double>();
foreach (var group in items.GroupBy(i => i.Category))
{
    double value = 0;
    foreach (var item in group)
    {
        value += item.Count * item.Price;
    }
    result[group.Key] = value;
}
