// title: Mean age per town from the answers to a survey in JSON
// check: result.Count == 2
// check: result["Graz"] == 30
// check: result["Linz"] == 43.5
//--- broken
string json = "[{\"town\":\"Graz\",\"age\":24},{\"town\":\"Linz\",\"age\":41},"
            + "{\"town\":\"Graz\",\"age\":36},{\"town\":\"Linz\",\"age\":46}]";

var ages = new Dictionary<string, List<int>>();
using (var document = JsonDocument.Parse(json))
{
    foreach (var answer in document.RootElement.EnumerateArray())
    {
        string town = answer.GetProperty("town").GetString();
        if (!ages.ContainsKey(town)) ages[town] = new List<int>();
        ages[town].Add(answer.GetProperty("age").GetInt32());
    }
}

var result = ages.ToDictionary(a => a.Key, a => a.Value.Average());
//--- fixed
using System.Text.Json;

string json = "[{\"town\":\"Graz\",\"age\":24},{\"town\":\"Linz\",\"age\":41},"
            + "{\"town\":\"Graz\",\"age\":36},{\"town\":\"Linz\",\"age\":46}]";

var ages = new Dictionary<string, List<int>>();
using (var document = JsonDocument.Parse(json))
{
    foreach (var answer in document.RootElement.EnumerateArray())
    {
        string town = answer.GetProperty("town").GetString();
        if (!ages.ContainsKey(town)) ages[town] = new List<int>();
        ages[town].Add(answer.GetProperty("age").GetInt32());
    }
}

var result = ages.ToDictionary(a => a.Key, a => a.Value.Average());
