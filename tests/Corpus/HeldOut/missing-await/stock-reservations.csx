// title: Split an order into what can be shipped now and what is on back order
// check: result.ship.Contains("kettle")
// check: result.ship.Count + result.backorder.Count == 4
// check: result.backorder.SequenceEqual(new[] { "teapot", "tray" })
//--- broken
var warehouse = new Dictionary<string, int>
{
    ["kettle"] = 3,
    ["teapot"] = 0,
    ["mug"] = 12,
};

async Task<bool> IsInStockAsync(string item, int quantity)
{
    await Task.Yield();
    return warehouse.TryGetValue(item, out int left) && left >= quantity;
}

var order = new (string Item, int Quantity)[] { ("kettle", 1), ("teapot", 2), ("mug", 6), ("tray", 1) };
var ship = new List<string>();
var backorder = new List<string>();
foreach (var line in order)
{
    if (IsInStockAsync(line.Item, line.Quantity))
        ship.Add(line.Item);
    else
        backorder.Add(line.Item);
}

var result = (ship, backorder);
//--- fixed
var warehouse = new Dictionary<string, int>
{
    ["kettle"] = 3,
    ["teapot"] = 0,
    ["mug"] = 12,
};

async Task<bool> IsInStockAsync(string item, int quantity)
{
    await Task.Yield();
    return warehouse.TryGetValue(item, out int left) && left >= quantity;
}

var order = new (string Item, int Quantity)[] { ("kettle", 1), ("teapot", 2), ("mug", 6), ("tray", 1) };
var ship = new List<string>();
var backorder = new List<string>();
foreach (var line in order)
{
    if (await IsInStockAsync(line.Item, line.Quantity))
        ship.Add(line.Item);
    else
        backorder.Add(line.Item);
}

var result = (ship, backorder);
