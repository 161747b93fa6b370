// title: Read settings with defaults
// check: result["steps"] == 250
// check: result["seed"] == -1
// check: result["bins"] == 12
//--- broken
string config = "steps=250; bins=12; name=demo";

int Setting(string key, int fallback)
{
    int value;
    foreach (string part in config.Split(';'))
    {
        string[] pair = part.Trim().Split('=');
        if (pair[0] == key)
        {
            value = int.Parse(pair[1]);
        }
    }
    return value;
}

var result = new Dictionary<string, int>();
foreach (string key in new[] { "steps", "bins", "seed" })
    result[key] = Setting(key, -1);
//--- fixed
string config = "steps=250; bins=12; name=demo";

int Setting(string key, int fallback)
{
    int value = fallback;
    foreach (string part in config.Split(';'))
    {
        string[] pair = part.Trim().Split('=');
        if (pair[0] == key)
        {
            value = int.Parse(pair[1]);
        }
    }
    return value;
}

var result = new Dictionary<string, int>();
foreach (string key in new[] { "steps", "bins", "seed" })
    result[key] = Setting(key, -1);
