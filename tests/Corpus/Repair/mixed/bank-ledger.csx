// title: Running balance of a small ledger
// check: result.Count == 4
// check: result[^1] == 65
//--- broken
class Entry
{
    public string Kind;
    public int Amount;
}

var entries = new List<Entry>
{
    new Entry { Kind = "in", Amount = 100 },
    new Entry { Kind = "out", Amount = 30 },
    new Entry { Amount = 15 },
    new Entry { Kind = "out", Amount = 20 },
};

// An entry of no kind is money that came in.
int Signed(Entry e)
{
    if (e.Kind.Equals("out")) return -e.Amount;
}

int balance = 0;
var result = entries.Select(e => balance =- Signed(e)).ToList();
//--- fixed
class Entry
{
    public string Kind;
    public int Amount;
}

var entries = new List<Entry>
{
    new Entry { Kind = "in", Amount = 100 },
    new Entry { Kind = "out", Amount = 30 },
    new Entry { Amount = 15 },
    new Entry { Kind = "out", Amount = 20 },
};

// An entry of no kind is money that came in.
int Signed(Entry e)
{
    if (e.Kind == "out") return -e.Amount;
    return e.Amount;
}

int balance = 0;
var result = entries.Select(e => balance += Signed(e)).ToList();
