// title: Longest run of heads in a coin sequence
// check: result[0] == 4
// check: result[1] == tosses.Count(c => c == 'H')
// check: result[2] == 6
//--- broken
string tosses = "HTHHTTHHHHTHTTHHHTTHHTHTH";
int longest = 0, start = 0, total = 0;

void Scan()
{
    int run = 0;
    for (int i = 0; i < tosses.Length; i++)
    {
        if (tosses[i] != 'H') { run = 0; continue; }
        int before = run
        ++run;
        ++total;
        if (run > longest)
        {
            longest = run;
            start = i - before;
        }
    }
}

Scan();
new[] { longest, total, start }
//--- fixed
string tosses = "HTHHTTHHHHTHTTHHHTTHHTHTH";
int longest = 0, start = 0, total = 0;

void Scan()
{
    int run = 0;
    for (int i = 0; i < tosses.Length; i++)
    {
        if (tosses[i] != 'H') { run = 0; continue; }
        int before = run;
        ++run;
        ++total;
        if (run > longest)
        {
            longest = run;
            start = i - before;
        }
    }
}

Scan();
new[] { longest, total, start }
