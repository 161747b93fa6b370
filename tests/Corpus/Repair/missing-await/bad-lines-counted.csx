// title: Count the lines that do not parse
// check: result["good"] == 3
// check: result["bad"] == 2
//--- broken
string[] lines = { "12", "7", "x9", "", "31" };

async Task CheckAsync(string line)
{
    await Task.Yield();
    int value = int.Parse(line);
    if (value < 0) throw new FormatException("negative");
}

int good = 0, bad = 0;
foreach (string line in lines)
{
    try
    {
        CheckAsync(line);
        good++;
    }
    catch (FormatException)
    {
        bad++;
    }
}

var result = new Dictionary<string, int> { ["good"] = good, ["bad"] = bad };
//--- fixed
string[] lines = { "12", "7", "x9", "", "31" };

async Task CheckAsync(string line)
{
    await Task.Yield();
    int value = int.Parse(line);
    if (value < 0) throw new FormatException("negative");
}

int good = 0, bad = 0;
foreach (string line in lines)
{
    try
    {
        await CheckAsync(line);
        good++;
    }
    catch (FormatException)
    {
        bad++;
    }
}

var result = new Dictionary<string, int> { ["good"] = good, ["bad"] = bad };
