// title: Length of two playlists in seconds
// check: result["gym"] == 445
// check: result["sleep"] == 610
// check: result.Count == 2
//--- broken
class Playlist
{
    public string Name;
    public List<int> Seconds;

    public void Add(int seconds)
    {
        Seconds.Add(seconds);
    }
}

var gym = new Playlist { Name = "gym" };
gym.Add(215);
gym.Add(230);
var sleep = new Playlist { Name = "sleep" };
sleep.Add(610);

var result = new Dictionary<string, int>();
foreach (var list in new[] { gym, sleep })
    result[list.Name] = list.Seconds.Sum();
//--- fixed
class Playlist
{
    public string Name;
    public List<int> Seconds = new List<int>();

    public void Add(int seconds)
    {
        Seconds.Add(seconds);
    }
}

var gym = new Playlist { Name = "gym" };
gym.Add(215);
gym.Add(230);
var sleep = new Playlist { Name = "sleep" };
sleep.Add(610);

var result = new Dictionary<string, int>();
foreach (var list in new[] { gym, sleep })
    result[list.Name] = list.Seconds.Sum();
