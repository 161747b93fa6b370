// title: Primes below fifty
// check: result.Count == 15
// check: result[^1] == 47
//--- broken
int limit = 50;
var composite = new bool[limit];
var primes = new List<int>();

for (int i = 2; i < limit; i++)
{
    if (composite[i]) continue;
    primes.Add(i);
    for (int j = i * i; j < limit; j += i)
    {
        composite[j] = true;
}

var result = primes;
//--- fixed
int limit = 50;
var composite = new bool[limit];
var primes = new List<int>();

for (int i = 2; i < limit; i++)
{
    if (composite[i]) continue;
    primes.Add(i);
    for (int j = i * i; j < limit; j += i)
    {
        composite[j] = true;
    }
}

var result = primes;
