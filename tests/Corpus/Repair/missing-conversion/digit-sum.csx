// title: Sum of the digits and the Luhn check
// check: result.Sum == 84
// check: result.Valid
//--- broken
string card = "4539578763621486";

int sum = 0, luhn = 0;
for (int i = 0; i < card.Length; i++)
{
    int digit = card[card.Length - 1 - i];
    sum += digit;
    if (i % 2 == 1)
    {
        digit *= 2;
        if (digit > 9) digit -= 9;
    }
    luhn += digit;
}

var result = (Sum: sum, Luhn: luhn, Valid: luhn % 10 == 0);
//--- fixed
string card = "4539578763621486";

int sum = 0, luhn = 0;
for (int i = 0; i < card.Length; i++)
{
    int digit = card[card.Length - 1 - i] - '0';
    sum += digit;
    if (i % 2 == 1)
    {
        digit *= 2;
        if (digit > 9) digit -= 9;
    }
    luhn += digit;
}

var result = (Sum: sum, Luhn: luhn, Valid: luhn % 10 == 0);
