// title: Total of every receipt of the day with VAT
// check: result.Length == 2
// check: result[0] == 18.00m
// check: result.Sum() == 30.00m
//--- broken
class Receipt
{
    public List<decimal> Items = new List<decimal>();

    public decimal Total(decimal vat)
    {
        return Math.Round(Items.Sum() * (1 + vat), 2);
    }
}

var morning = new Receipt();
morning.Items.Add(4.50m);
morning.Items.Add(10.50m);
var evening = new Reciept();
evening.Items.Add(10.00m);

var receipts = new List<Reciept> { morning, evening };
decimal[] result = receipts.Select(r => r.Total(0.20m)).ToArray();
//--- fixed
class Receipt
{
    public List<decimal> Items = new List<decimal>();

    public decimal Total(decimal vat)
    {
        return Math.Round(Items.Sum() * (1 + vat), 2);
    }
}

var morning = new Receipt();
morning.Items.Add(4.50m);
morning.Items.Add(10.50m);
var evening = new Receipt();
evening.Items.Add(10.00m);

var receipts = new List<Receipt> { morning, evening };
decimal[] result = receipts.Select(r => r.Total(0.20m)).ToArray();
