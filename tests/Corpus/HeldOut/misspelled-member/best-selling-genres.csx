// title: The two best-selling genres of a bookshop
// check: result.Length == 2
// check: result[0] == "crime"
// check: !result.Contains("poetry")
//--- broken
var sales = new[]
{
    (Title: "The Quiet Harbour", Genre: "crime", Copies: 210),
    (Title: "Salt", Genre: "poetry", Copies: 35),
    (Title: "Empire of Moss", Genre: "fantasy", Copies: 180),
    (Title: "Night Train", Genre: "crime", Copies: 95),
    (Title: "Ash and Oak", Genre: "fantasy", Copies: 60),
    (Title: "Bread", Genre: "cooking", Copies: 150),
};

string[] result = sales
    .GroupBy(s => s.Genre)
    .OrderByDecending(g => g.Sum(s => s.Copies))
    .Take(2)
    .Select(g => g.Key)
    .ToArray();
//--- fixed
var sales = new[]
{
    (Title: "The Quiet Harbour", Genre: "crime", Copies: 210),
    (Title: "Salt", Genre: "poetry", Copies: 35),
    (Title: "Empire of Moss", Genre: "fantasy", Copies: 180),
    (Title: "Night Train", Genre: "crime", Copies: 95),
    (Title: "Ash and Oak", Genre: "fantasy", Copies: 60),
    (Title: "Bread", Genre: "cooking", Copies: 150),
};

string[] result = sales
    .GroupBy(s => s.Genre)
    .OrderByDescending(g => g.Sum(s => s.Copies))
    .Take(2)
    .Select(g => g.Key)
    .ToArray();
