// title: Months to pay back a loan and the interest that is paid in all
// check: result.months > 20 && result.months < 30
// check: Math.Abs(result.months * 250 - 5000 - result.paid) <= 250
// check: result.paid > 0 && balance <= 0
//--- broken
double balance = 5000;
double monthlyRate = 0.06 / 12;
double instalment = 250;
double paid = 0;
int months = 0;

while (balance > 0)
{
    double interest = balance * monthlyRate;
    paid += interest
    balance = balance + interest - instalment;
    months++;
}

paid = Math.Round(paid, 2);
var result = (months, paid);
//--- fixed
double balance = 5000;
double monthlyRate = 0.06 / 12;
double instalment = 250;
double paid = 0;
int months = 0;

while (balance > 0)
{
    double interest = balance * monthlyRate;
    paid += interest;
    balance = balance + interest - instalment;
    months++;
}

paid = Math.Round(paid, 2);
var result = (months, paid);
