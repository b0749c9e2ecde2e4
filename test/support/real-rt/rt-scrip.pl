# Makes a global scrip that runs a piece of code after every transaction: perl rt-scrip.pl < code
use strict;
use warnings;
use RT;
RT::LoadConfig();
RT::Init();
my $code  = do { local $/; <STDIN> };
my $scrip = RT::Scrip->new( RT->SystemUser );
my ( $id, $message ) = $scrip->Create(
    Queue             => 0,
    Description       => 'Runs code of a test',
    ScripCondition    => 'On Transaction',
    ScripAction       => 'User Defined',
    Template          => 'Blank',
    CustomPrepareCode => 'return 1;',
    CustomCommitCode  => $code,
);
die "no scrip: $message\n" unless $id;
