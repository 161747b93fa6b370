// title: Elevation of the stations that were asked for
// check: result.Count == 3
// check: result["Oslo"] == 23
// check: result["Atlantis"] == -1
//--- broken
class Station
{
    public string City { get; set; }
    public int? Elevation { get; set; }
}

var stations = new List<Station>
{
    new Station { City = "Oslo", Elevation = 23 },
    new Station { City = "Bergen", Elevation = 12 },
    new Station { City = "Narvik" },
};

var result = new Dictionary<string, int>();
foreach (string city in new[] { "Oslo", "Atlantis", "Narvik" })
{
    var station = stations.FirstOrDefault(s => s.City == city);
    // -1 stands for an unknown elevation.
    result[city] = station.Elevation.Value;
}
//--- fixed
class Station
{
    public string City { get; set; }
    public int? Elevation { get; set; }
}

var stations = new List<Station>
{
    new Station { City = "Oslo", Elevation = 23 },
    new Station { City = "Bergen", Elevation = 12 },
    new Station { City = "Narvik" },
};

var result = new Dictionary<string, int>();
foreach (string city in new[] { "Oslo", "Atlantis", "Narvik" })
{
    var station = stations.FirstOrDefault(s => s.City == city);
    // -1 stands for an unknown elevation.
    result[city] = station?.Elevation ?? -1;
}
