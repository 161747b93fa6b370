// title: Read a shopping list and scale it from 4 to 10 guests
// check: result["eggs"] == 15
// check: result["flour g"] == 1250
// check: result.Values.Sum() == 2015
//--- broken
string list = "eggs:6; flour g:500; milk ml:300";
int guests = 10;

var result = new Dictionary<string, int>();
foreach (string entry in list.Split(';'))
{
    string[] parts = entry.Trim().Split(':');
    string name = parts[0];
    int amount = parts[1];
    result[name] = amount * guests / 4;
}
//--- fixed
string list = "eggs:6; flour g:500; milk ml:300";
int guests = 10;

var result = new Dictionary<string, int>();
foreach (string entry in list.Split(';'))
{
    string[] parts = entry.Trim().Split(':');
    string name = parts[0];
    int amount = int.Parse(parts[1]);
    result[name] = amount * guests / 4;
}
